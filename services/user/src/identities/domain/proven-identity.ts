// What somebody else says about a person who signed in there, in our words. No I/O.
import { Email } from "@souk/contracts";

const NAME_LENGTH_MAX = 100;
const LABEL_LENGTH_MAX = 254;
const NOT_STORABLE = /\p{Cc}/gu;

/** A person as an issuer proved them. The issuer and the subject say who it is; all else may change there. */
export type ProvenIdentity = {
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | undefined;
  /** The issuer says that it checked the address. */
  readonly emailVerified: boolean;
  readonly firstName: string;
  readonly lastName: string;
  /** How the person recognises the account there. */
  readonly label: string;
};

/** What issuers tell, under the names of OpenID Connect. */
export type TellingClaims = {
  readonly email?: unknown;
  readonly email_verified?: unknown;
  readonly given_name?: unknown;
  readonly family_name?: unknown;
  readonly name?: unknown;
  readonly preferred_username?: unknown;
};
type Person = Pick<ProvenIdentity, "provider" | "issuer" | "subject">;

export function provenIdentity(person: Person, claims: TellingClaims): ProvenIdentity {
  const email = Email.safeParse(claims.email).data;
  const alias = textOf(claims.preferred_username);
  const name = textOf(claims.name);
  const [localPart] = (email ?? "").split("@");
  const [firstWord = "", ...otherWords] = name.split(/\s+/u);
  const firstName = textOf(claims.given_name) || firstWord || alias || textOf(localPart);
  const lastName = textOf(claims.family_name) || otherWords.join(" ");
  return {
    ...person,
    email,
    emailVerified: email !== undefined && isTrue(claims.email_verified),
    firstName: firstName.slice(0, NAME_LENGTH_MAX).toWellFormed(),
    lastName: lastName.slice(0, NAME_LENGTH_MAX).toWellFormed(),
    label: (email ?? (alias || name || person.subject)).slice(0, LABEL_LENGTH_MAX).toWellFormed(),
  };
}

/** Some issuers write booleans as text. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.replaceAll(NOT_STORABLE, " ").trim() : "";
}
