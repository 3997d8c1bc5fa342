// REST contract of settings, audit log, notifications and reports.
import { z } from "zod";
import {
  CountryCode,
  CurrencyCode,
  Email,
  Id,
  MoneyBody,
  pageOf,
  pageQuery,
  requiredText,
  text,
  Timestamp,
} from "./common.ts";

const SELLER_TEXT_LENGTH_MAX = 500;
/** Who sells, as invoices name them; anybody may read it. Address, bank and footer may have several lines. */
export const Seller = z
  .strictObject({
    name: text(200),
    address: text(SELLER_TEXT_LENGTH_MAX),
    taxNumber: text(100),
    bank: text(SELLER_TEXT_LENGTH_MAX),
    invoiceFooter: text(SELLER_TEXT_LENGTH_MAX),
  })
  .meta({ id: "Seller" });
export type Seller = z.infer<typeof Seller>;

export const Settings = z
  .object({
    shopName: z.string(),
    supportEmail: z.string(),
    currencies: z.array(CurrencyCode),
    countries: z.array(CountryCode),
    languages: z.array(z.string()),
    seller: Seller,
    version: z.int(),
    updatedAt: Timestamp,
  })
  .meta({ id: "Settings" });
export type Settings = z.infer<typeof Settings>;
export const UpdateSettingsBody = z.strictObject({
  shopName: requiredText(100).optional(),
  supportEmail: Email.optional(),
  currencies: z.array(CurrencyCode).min(1).max(20).optional(),
  countries: z.array(CountryCode).min(1).max(250).optional(),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/))
    .min(1)
    .max(20)
    .optional(),
  /** Replaces all of it. */
  seller: Seller.optional(),
});

export const AuditEntry = z
  .object({
    id: Id,
    position: z.int(),
    actorId: z.string(),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    at: Timestamp,
    hash: z.string(),
  })
  .meta({ id: "AuditEntry" });
export const AuditQuery = z.strictObject({
  ...pageQuery,
  subjectId: z.string().max(100).optional(),
  actorId: Id.optional(),
});
export const AuditPage = pageOf(AuditEntry).meta({ id: "AuditPage" });

export const NotificationStatus = z
  .enum(["queued", "sending", "sent", "failed", "unconfirmed"])
  .meta({ description: "`unconfirmed`: handed to the mail server, which never said whether it took it" });
export const Notification = z
  .object({
    id: Id,
    template: z.string(),
    channel: z.enum(["email"]),
    status: NotificationStatus,
    subjectId: z.string(),
    attempts: z.int(),
    /** Why the last attempt did not succeed, in a stable code. */
    reason: z.string().nullable(),
    createdAt: Timestamp,
    sentAt: Timestamp.nullable(),
  })
  .meta({ id: "Notification" });
export type Notification = z.infer<typeof Notification>;
export const NotificationQuery = z.strictObject({
  ...pageQuery,
  subjectId: z.string().max(100).optional(),
  status: NotificationStatus.optional(),
});
export const NotificationPage = pageOf(Notification).meta({ id: "NotificationPage" });
export const NotificationTemplates = z
  .object({ items: z.array(z.object({ name: z.string(), subject: z.string() })) })
  .meta({ id: "NotificationTemplates" });
export const NotificationTemplateParams = z.strictObject({ name: z.string().max(100) });
export const NotificationPreviewQuery = z.strictObject({ format: z.enum(["html", "text"]).default("html") });

export const SalesQuery = z.strictObject({
  /** Inclusive days in UTC. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  currency: CurrencyCode.optional(),
});
export const SalesReport = z
  .object({
    from: z.string(),
    to: z.string(),
    currency: CurrencyCode,
    days: z.array(
      z.object({ day: z.string(), orders: z.int(), units: z.int(), revenue: MoneyBody, refunds: MoneyBody }),
    ),
    totals: z.object({
      orders: z.int(),
      units: z.int(),
      revenue: MoneyBody,
      refunds: MoneyBody,
      averageOrder: MoneyBody,
    }),
  })
  .meta({ id: "SalesReport" });
export type SalesReport = z.infer<typeof SalesReport>;
