//! How `item_to_stock` goes: `paypal::Item` and `mailchimp::Variant` to `mailchimp::UpdateEcommerceStoreProductVariant`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::ItemToStock;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct ItemToStockMapper;

impl ItemToStock for ItemToStockMapper {
    fn store_id(
        &self,
        item: &paypal::Item,
        variant: &mailchimp::Variant,
    ) -> intertie::map::Result<String> {
        // variant.id 60
        todo!("store_id: decide")
    }

    fn product_id(
        &self,
        item: &paypal::Item,
        variant: &mailchimp::Variant,
    ) -> intertie::map::Result<String> {
        // item.sku 74
        // variant.sku 73
        // variant.id 60
        todo!("product_id: decide")
    }

    fn variant_id(
        &self,
        item: &paypal::Item,
        variant: &mailchimp::Variant,
    ) -> intertie::map::Result<String> {
        // item.sku 74
        // variant.sku 73
        // variant.id 60
        todo!("variant_id: decide")
    }
}
