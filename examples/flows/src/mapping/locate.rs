//! A contact's address as Google Maps wants it, and its coordinates as HubSpot does.

use crate::locate::Located;

/// What an address is made of at HubSpot, in the order of a letter.
const PARTS: [&str; 5] = ["address", "zip", "city", "state", "country"];

/// The contact's address.
pub fn contact<'c>(hubspot: &'c hubspot::Client, id: &str) -> hubspot::Call<'c, hubspot::GetById> {
    hubspot.contacts().get_by_id(id).properties(PARTS)
}

/// In one line. White space and capitals are made alike: to Google they are, and to the cache they would not be.
pub fn address(contact: &hubspot::SimplePublicObjectWithAssociations) -> Option<String> {
    let part = |name| {
        let text = contact.properties.get(name)?.as_deref()?.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    };
    let parts: Vec<String> = PARTS.into_iter().filter_map(part).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Where it is.
pub fn geocode<'c>(
    maps: &'c google_maps::Client,
    address: &str,
) -> google_maps::Call<'c, google_maps::GeocodeGeocodingApi> {
    maps.geocoding_api().geocode().address(address)
}

/// The best of what was found, unless it is only a part of the address.
pub fn located(found: &google_maps::GeocodingResponse) -> Option<Located> {
    let best = found.results.first().filter(|result| result.partial_match != Some(true))?;
    let at = &best.geometry.location;
    let address = best.formatted_address.clone();
    Some(Located { address, latitude: at.lat.to_string(), longitude: at.lng.to_string() })
}

/// Keeps the coordinates: in properties of the account's own.
pub fn keep<'c>(
    hubspot: &'c hubspot::Client,
    id: &str,
    located: &Located,
) -> hubspot::Call<'c, hubspot::UpdateContact> {
    let properties = [("latitude", located.latitude.as_str()), ("longitude", &located.longitude)];
    hubspot.contacts().update(id, hubspot::SimplePublicObjectInput::new(properties))
}
