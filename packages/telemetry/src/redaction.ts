// Keeps secrets and personal data out of log lines: by the name of the field, at any depth, and errors by a list of what may be shown.

const CENSORED = "[redacted]";
const TOO_DEEP = "[too deep]";
const DEPTH_MAX = 6;
const ITEMS_MAX = 50;
const CAUSES_MAX = 5;
const KNOWN_NAMES_MAX = 1_000;

/** Endings, so that `refreshToken`, `shipping_address` and `x-order-token` are found too. */
const sensitiveEndings = [
  "password",
  "passphrase",
  "secret",
  "token",
  "apikey",
  "authorization",
  "cookie",
  "cookies",
  "signature",
  "email",
  "address",
  "addresses",
  "phone",
  "firstname",
  "lastname",
  "fullname",
  "street",
  "street2",
  "zipcode",
  "cardnumber",
  "iban",
  "databaseurl",
  "smtpurl",
  "redirecturl",
];

const sensitivityByName = new Map<string, boolean>();

function isSensitive(name: string): boolean {
  const known = sensitivityByName.get(name);
  if (known !== undefined) return known;
  const plain = name.toLowerCase().replaceAll(/[-_.]/g, "");
  const sensitive = sensitiveEndings.some((ending) => plain.endsWith(ending));
  if (sensitivityByName.size >= KNOWN_NAMES_MAX) sensitivityByName.clear();
  sensitivityByName.set(name, sensitive);
  return sensitive;
}

/** Only type, code, message and stack: drivers hang rows, parameters and whole requests on their errors. */
function describeError(error: Error, causesLeft: number): Record<string, unknown> {
  const described: Record<string, unknown> = { type: error.name, message: error.message, stack: error.stack };
  if ("code" in error && (typeof error.code === "string" || typeof error.code === "number"))
    described.code = error.code;
  if ("kind" in error && typeof error.kind === "string") described.kind = error.kind;
  if (error.cause !== undefined && causesLeft > 0) {
    described.cause =
      error.cause instanceof Error ? describeError(error.cause, causesLeft - 1) : redactValue(error.cause, 1);
  }
  return described;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof Error) return describeError(value, CAUSES_MAX);
  if (depth > DEPTH_MAX) return TOO_DEEP;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => redactValue(item, depth + 1));
  if ("toJSON" in value && typeof value.toJSON === "function") return redactValue(value.toJSON(), depth + 1);
  return redactFields(value, depth);
}

function redactFields(fields: object, depth: number): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    safe[name] = isSensitive(name) ? CENSORED : redactValue(value, depth + 1);
  }
  return safe;
}

/** A copy of `fields` that may be written down. */
export function redact(fields: object): Record<string, unknown> {
  return redactFields(fields, 0);
}
