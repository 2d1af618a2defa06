use intertie::Bearer;

let stripe = stripe::Client::builder().auth(Bearer::from_env("STRIPE_KEY")?).build()?;
let customer = stripe.customers().create().email("ada@example.com").metadata([("order", "42")]).send().await?;
let mut charges = stripe.charges().list().customer(&customer.id).items(); // pages by itself
while let Some(charge) = charges.try_next().await? {
    println!("{} {}", charge.id, charge.amount);
}
match stripe.payment_intents().confirm("pi_1").send().await {
    Err(error) if error.status() == Some(402) => println!("declined: {:?}", error.body()), // Stripe's own error type
    other => println!("{:?}", other?),
}
