// The public face of @souk/sandbox-paypal: a stand-in for PayPal, for development, tests and proofs.
export { startSandboxPayPal, type SandboxPayPal, type SandboxPayPalOptions } from "./start-sandbox-paypal.ts";
