// Shapes that every REST contract uses: ids, money, addresses, pages, problems.
import { z } from "zod";

export const PAGE_LIMIT_MAX = 100;
export const PAGE_LIMIT_DEFAULT = 24;
export const TEXT_LENGTH_MAX = 10_000;
export const QUANTITY_MAX = 10_000;
/** ± 2^53 - 1, the range in which a JSON number is exact. */
export const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

const NUL = "\u0000";
/** PostgreSQL stores neither NUL nor half a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes(NUL) && text.isWellFormed();

/** Text that can be stored; trimmed. */
export const text = (lengthMax: number) =>
  z.string().trim().max(lengthMax).refine(isStorable, { error: "must be Unicode text without NUL" });
export const requiredText = (lengthMax: number) =>
  z.string().trim().min(1).max(lengthMax).refine(isStorable, { error: "must be Unicode text without NUL" });

export const Id = z.uuid().meta({ id: "Id", description: "UUID, version 7" });
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(120)
  .meta({ id: "Slug" });
export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: "CurrencyCode", description: "ISO 4217" });
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ id: "CountryCode", description: "ISO 3166-1 alpha-2" });
export const Timestamp = z.iso.datetime().meta({ id: "Timestamp", description: "RFC 3339, UTC" });
export const Email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ error: "must be an e-mail address like name@example.com" }))
  .meta({ id: "Email" });

export const MoneyBody = z
  .strictObject({ amount: z.int().min(-AMOUNT_MAX).max(AMOUNT_MAX), currency: CurrencyCode })
  .meta({ id: "Money", description: "An amount in minor units (cents for EUR)" });
export type MoneyBody = z.infer<typeof MoneyBody>;

/** What staff may write into a rule: 10,000 times it is still exact. */
export const RULE_AMOUNT_MAX = 100_000_000_000;
/** Minor units by currency. */
export const AmountByCurrency = z
  .record(CurrencyCode, z.int().min(0).max(RULE_AMOUNT_MAX))
  .meta({ id: "AmountByCurrency", description: 'Minor units by currency, such as {"EUR": 590}' });
export type AmountByCurrency = z.infer<typeof AmountByCurrency>;

export const REGIONS_MAX = 300;
/** A part of the world: a country, in it a state, in it postal codes by how they begin; without a country it is everywhere. */
export const Region = z
  .strictObject({
    country: CountryCode.nullable().default(null),
    state: requiredText(100).nullable().default(null),
    zipPrefixes: z.array(requiredText(20)).max(1_000).default([]),
  })
  .refine(
    ({ country, state, zipPrefixes }) => country !== null || (state === null && zipPrefixes.length === 0),
    {
      error: "must name the country of its state or postal codes",
      path: ["country"],
    },
  )
  .meta({ id: "Region" });
export type Region = z.infer<typeof Region>;

export const AddressBody = z
  .strictObject({
    firstName: requiredText(100),
    lastName: requiredText(100),
    street: requiredText(200),
    street2: text(200).optional(),
    city: requiredText(100),
    state: text(100).optional(),
    zipCode: requiredText(20),
    country: CountryCode,
    phone: text(40).optional(),
  })
  .meta({ id: "Address" });
export type AddressBody = z.infer<typeof AddressBody>;

/** `limit` and `cursor` as every list takes them. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
  cursor: z.string().max(500).optional(),
};

/** `true` or `false` in a query. */
export const booleanQuery = z.enum(["true", "false"]).transform((value) => value === "true");

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** RFC 9457 problem document, with our stable `code` and the failing fields. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

export const IdParams = z.strictObject({ id: Id });
