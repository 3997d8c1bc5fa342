// Seals small secrets for storage: AES-256-GCM (NIST SP 800-38D), key id ‖ nonce ‖ ciphertext ‖ tag. And signs what must come back as it was given out.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const CIPHER = "aes-256-gcm";

export type Seal = {
  /** Sealed with the newest key. `purpose` is bound to it: a value sealed for one thing cannot be opened as another. */
  close(text: string, purpose: string): Buffer;
  /** Opens what any known key sealed; throws where none did. */
  open(sealed: Buffer, purpose: string): string;
  /** What a value sealed with the newest key begins with. */
  readonly keyId: Buffer;
  /** A signature (HMAC-SHA256) by the newest key; a pure function of its arguments. */
  sign(text: string, purpose: string): Buffer;
  /** Whether any known key made the signature. */
  isSigned(text: string, purpose: string, signature: Buffer): boolean;
};

type Key = { readonly id: Buffer; readonly sealing: Buffer; readonly signing: Buffer };

/** `olderSecrets` open and verify, and nothing else: a secret is exchanged by moving it there (docs/flows/accounts.md, "Exchanging the seal's secret"). */
export function createSeal(secret: string, olderSecrets: readonly string[] = []): Seal {
  const newest = keyOf(secret);
  const keys = [newest, ...olderSecrets.map(keyOf)];
  return {
    keyId: newest.id,
    close(text, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, newest.sealing, nonce).setAAD(Buffer.from(purpose));
      return Buffer.concat([
        newest.id,
        nonce,
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(sealed, purpose) {
      const key = keys.find(({ id }) => id.equals(sealed.subarray(0, KEY_ID_BYTES)));
      return key
        ? openWith(key, sealed.subarray(KEY_ID_BYTES), purpose)
        : openNameless(keys, sealed, purpose);
    },
    sign: (text, purpose) => signatureBy(newest, text, purpose),
    isSigned: (text, purpose, signature) =>
      keys.some((key) => isSame(signatureBy(key, text, purpose), signature)),
  };
}

function keyOf(secret: string): Key {
  const derive = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync("sha256", secret, "", use, bytes));
  return {
    id: derive("souk/user/seal-key-id", KEY_ID_BYTES),
    sealing: derive("souk/user/seal", KEY_BYTES),
    signing: derive("souk/user/sign", KEY_BYTES),
  };
}

function openWith({ sealing }: Key, sealed: Buffer, purpose: string): string {
  const decipher = createDecipheriv(CIPHER, sealing, sealed.subarray(0, NONCE_BYTES)).setAAD(
    Buffer.from(purpose),
  );
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return (
    decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
  );
}

/** The first release sealed without a key id. Which key it was shows when it opens. */
function openNameless(keys: readonly Key[], sealed: Buffer, purpose: string): string {
  const failures: unknown[] = [];
  for (const key of keys) {
    try {
      return openWith(key, sealed, purpose);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `No known key opens what is sealed for ${purpose}.`);
}

/** The purpose cannot run into the text: its length stands before both. */
function signatureBy({ signing }: Key, text: string, purpose: string): Buffer {
  return createHmac("sha256", signing).update(`${purpose.length}:${purpose}${text}`).digest();
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
