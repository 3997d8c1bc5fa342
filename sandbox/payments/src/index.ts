// The public face of @souk/sandbox-payments: a payment provider for development, tests and proofs.
export { startSandboxPayments, type SandboxPaymentsOptions } from "./start-sandbox-payments.ts";
export { signatureHeader, signWebhook } from "./webhooks/signature.ts";
