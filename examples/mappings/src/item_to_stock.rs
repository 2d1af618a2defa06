//! How `item_to_stock` goes: a paid item leaves the stock.

use intertie::convert::text;
use intertie::map::{Reason, Refused, Result, required};
use mailchimp::Variant;
use mappings::ItemToStock;
use paypal::Item;

/// Knows the store.
#[derive(Debug, Clone)]
pub struct ItemToStockMapper {
    /// The store's id.
    pub store: String,
    /// The product's id.
    pub product: String,
}

impl ItemToStock for ItemToStockMapper {
    fn store_id(&self, _: &Item, _: &Variant) -> Result<String> {
        Ok(self.store.clone())
    }

    fn product_id(&self, _: &Item, _: &Variant) -> Result<String> {
        Ok(self.product.clone())
    }

    fn variant_id(&self, _: &Item, variant: &Variant) -> Result<String> {
        required(variant.id.clone())
    }

    /// Only of the same thing.
    fn sku(&self, item: &Item, variant: &Variant) -> Result<Option<String>> {
        if item.sku != variant.sku {
            return Err(Refused::because("the item is not this variant"));
        }
        Ok(item.sku.clone())
    }

    /// The vendor takes the whole stock, not the difference.
    fn inventory_quantity(&self, item: &Item, variant: &Variant) -> Result<Option<i64>> {
        let left = required(variant.inventory_quantity)?.checked_sub(text::integer(&item.quantity)?);
        left.map(|left| Some(left.max(0))).ok_or_else(|| Refused::new(Reason::OutOfRange))
    }

    /// Not this mapping's business, so not sent.
    fn backorders(&self, _: &Item, _: &Variant) -> Result<Option<String>> {
        Ok(None)
    }

    fn visibility(&self, _: &Item, _: &Variant) -> Result<Option<String>> {
        Ok(None)
    }
}
