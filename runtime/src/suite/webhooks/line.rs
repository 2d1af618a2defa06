//! From a vendor that signs to a receiver that verifies.

use super::super::receiver::{Receiver, Verified};
use super::super::stage::Stage;
use crate::mock::{Delivered, Sender, WEBHOOK_SECRET, Wish};
use crate::webhook::{Scheme, Verifier};
use std::sync::Arc;

pub(super) struct Line {
    pub(super) scheme: Scheme,
    sender: Sender,
    receiver: Receiver,
}

impl Line {
    pub(super) fn new(stage: &Stage, scheme: Scheme) -> Result<Self, String> {
        let (client, _) = stage.client();
        let verifier =
            |base: &str| Verifier::builder(scheme).secret(WEBHOOK_SECRET).public_url(base).client(client).build();
        let receiver = stage.block_on(Receiver::start(verifier))?;
        let sender = Sender::new(Arc::clone(&stage.mock)).through(stage.transport());
        Ok(Self { scheme, sender, receiver })
    }

    /// Delivers to this path: what the vendor heard, and what the receiver made of it.
    pub(super) async fn deliver(&self, wish: &Wish, path: &str) -> Result<(Delivered, Verified), String> {
        let wish = Wish { url: Some(self.receiver.url(path)), ..wish.clone() };
        let delivered = self.sender.deliver(&wish).await.map_err(|error| error.to_string())?;
        let verified = self.receiver.take(path).ok_or_else(|| format!("nothing came: {:?}", delivered.error))?;
        Ok((delivered, verified))
    }
}
