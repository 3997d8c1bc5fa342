// The public face of @souk/sandbox-stripe: a stand-in that follows Stripe's published API, for development and tests.
export { startSandboxStripe, type SandboxStripe, type SandboxStripeOptions } from "./start-sandbox-stripe.ts";
export { signWebhook } from "./signature.ts";
export { type Switches } from "./state/switches.ts";
