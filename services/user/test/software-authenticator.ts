// An authenticator made of software, for tests: makes and uses passkeys as WebAuthn level 3 says, and can be told to misbehave.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

export type Algorithm = "ES256" | "EdDSA";
export type CeremonyOptions = Readonly<Record<string, unknown>>;
export type AnswerJson = {
  readonly id: string;
  readonly rawId: string;
  readonly type: string;
  readonly response: Readonly<Record<string, unknown>>;
};
/** What the authenticator or the browser gets wrong. */
export type Mischief = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly verifiesUser?: boolean;
  /** The count it shows instead of its own. */
  readonly count?: number;
  /** Null: it does not say for whom it speaks. */
  readonly userHandle?: string | null;
  readonly attestation?: "none" | "packed" | "packed with a wrong signature";
  readonly signature?: Buffer;
  /** Of a new passkey, where it should not be random. */
  readonly credentialId?: Buffer;
};
type Credential = {
  readonly id: string;
  readonly rpId: string;
  readonly userHandle: string;
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  count: number;
};
export type Authenticator = {
  create(options: CeremonyOptions, mischief?: Mischief): AnswerJson;
  get(options: CeremonyOptions, mischief?: Mischief): AnswerJson;
};
type AuthenticatorOptions = {
  /** The page's. */
  readonly origin: string;
  readonly algorithm?: Algorithm;
  /** Whether it counts its uses. */
  readonly counts?: boolean;
};

const FLAG_PRESENT = 0x01;
const FLAG_VERIFIED = 0x04;
const FLAG_CREDENTIAL = 0x40;
const COSE_ALGORITHM = { ES256: -7, EdDSA: -8 } as const;
const AAGUID = Buffer.alloc(16);

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { origin, algorithm = "ES256", counts = true } = options;
  const credentials: Credential[] = [];
  return {
    create(asked, mischief = {}) {
      const rp = asked["rp"] as { readonly id: string };
      const user = asked["user"] as { readonly id: string };
      const excluded = asked["excludeCredentials"] as readonly { readonly id: string }[];
      if (excluded.some(({ id }) => credentials.some((known) => known.id === id)))
        throw new Error("InvalidStateError");
      const keys =
        algorithm === "ES256"
          ? generateKeyPairSync("ec", { namedCurve: "P-256" })
          : generateKeyPairSync("ed25519");
      const id = mischief.credentialId ?? randomBytes(32);
      const { privateKey } = keys;
      const credential: Credential = {
        id: id.toString("base64url"),
        rpId: rp.id,
        userHandle: user.id,
        algorithm,
        privateKey,
        count: 0,
      };
      credentials.push(credential);
      const publicKey = cosePublicKey(keys.publicKey, algorithm);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([AAGUID, length, id, publicKey]);
      const authenticatorData = dataOf(credential, { mischief, count: 0, attested });
      const clientDataJSON = clientDataOf("webauthn.create", { asked, origin, mischief });
      const toSign = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
      const attestationObject = attestationOf(mischief, { credential, authenticatorData, toSign });
      return answerOf(credential, {
        clientDataJSON: clientDataJSON.toString("base64url"),
        attestationObject: attestationObject.toString("base64url"),
        transports: ["internal", "hybrid"],
      });
    },
    get(asked, mischief = {}) {
      const allowed = asked["allowCredentials"] as readonly { readonly id: string }[] | undefined;
      const credential = credentials.find(
        ({ id, rpId }) =>
          rpId === asked["rpId"] && (allowed === undefined || allowed.some((one) => one.id === id)),
      );
      if (!credential) throw new Error("NotAllowedError");
      if (counts) credential.count += 1;
      const authenticatorData = dataOf(credential, { mischief, count: mischief.count ?? credential.count });
      const clientDataJSON = clientDataOf("webauthn.get", { asked, origin, mischief });
      const toSign = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
      const { userHandle = credential.userHandle } = mischief;
      return answerOf(credential, {
        clientDataJSON: clientDataJSON.toString("base64url"),
        authenticatorData: authenticatorData.toString("base64url"),
        signature: (mischief.signature ?? signed(credential, toSign)).toString("base64url"),
        ...(userHandle !== null && { userHandle }),
      });
    },
  };
}

function answerOf({ id }: Credential, response: Readonly<Record<string, unknown>>): AnswerJson {
  return { id, rawId: id, type: "public-key", response };
}

function dataOf(
  { rpId }: Credential,
  { mischief, count, attested }: { mischief: Mischief; count: number; attested?: Buffer },
): Buffer {
  const { verifiesUser = true } = mischief;
  const flags =
    FLAG_PRESENT + (verifiesUser ? FLAG_VERIFIED : 0) + (attested === undefined ? 0 : FLAG_CREDENTIAL);
  const counted = Buffer.alloc(4);
  counted.writeUInt32BE(count);
  return Buffer.concat([
    sha256(Buffer.from(mischief.rpId ?? rpId)),
    Buffer.from([flags]),
    counted,
    attested ?? Buffer.alloc(0),
  ]);
}

function clientDataOf(
  type: string,
  { asked, origin, mischief }: { asked: CeremonyOptions; origin: string; mischief: Mischief },
): Buffer {
  const clientData = {
    type: mischief.type ?? type,
    challenge: mischief.challenge ?? asked["challenge"],
    origin: mischief.origin ?? origin,
    crossOrigin: false,
  };
  return Buffer.from(JSON.stringify(clientData));
}

type Attesting = {
  readonly credential: Credential;
  readonly authenticatorData: Buffer;
  readonly toSign: Buffer;
};

function attestationOf(
  { attestation = "none" }: Mischief,
  { credential, authenticatorData, toSign }: Attesting,
): Buffer {
  const isRight = attestation === "packed";
  const sig = signed(credential, isRight ? toSign : Buffer.from("something else"));
  const statement = new Map<string, unknown>([
    ["alg", COSE_ALGORITHM[credential.algorithm]],
    ["sig", sig],
  ]);
  return cbor(
    new Map<string, unknown>([
      ["fmt", attestation === "none" ? "none" : "packed"],
      ["attStmt", attestation === "none" ? new Map() : statement],
      ["authData", authenticatorData],
    ]),
  );
}

function signed({ algorithm, privateKey }: Credential, bytes: Buffer): Buffer {
  return sign(algorithm === "ES256" ? "sha256" : null, bytes, privateKey);
}

/** RFC 9052 and 9053: key type, algorithm, curve, coordinates. */
function cosePublicKey(publicKey: KeyObject, algorithm: Algorithm): Buffer {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const coordinate = (text: string) => Buffer.from(text, "base64url");
  return algorithm === "ES256"
    ? cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, COSE_ALGORITHM.ES256],
          [-1, 1],
          [-2, coordinate(x)],
          [-3, coordinate(y)],
        ]),
      )
    : cbor(
        new Map<number, unknown>([
          [1, 1],
          [3, COSE_ALGORITHM.EdDSA],
          [-1, 6],
          [-2, coordinate(x)],
        ]),
      );
}

/** As much of RFC 8949 as WebAuthn needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    return Buffer.concat([head(3, bytes.length), bytes]);
  }
  if (!(value instanceof Map)) throw new TypeError("not needed for WebAuthn");
  const entries = [...value].flatMap(([key, item]) => [cbor(key), cbor(item)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) + argument]);
  if (argument < 256) return Buffer.from([(major << 5) + 24, argument]);
  return Buffer.from([(major << 5) + 25, argument >> 8, argument & 255]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
