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
  Timestamp,
} from "./common.ts";

export const Settings = z
  .object({
    shopName: z.string(),
    supportEmail: z.string(),
    currencies: z.array(CurrencyCode),
    countries: z.array(CountryCode),
    languages: z.array(z.string()),
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

export const Notification = z
  .object({
    id: Id,
    template: z.string(),
    channel: z.enum(["email"]),
    status: z.enum(["queued", "sent", "failed"]),
    subjectId: z.string(),
    attempts: z.int(),
    createdAt: Timestamp,
    sentAt: Timestamp.nullable(),
  })
  .meta({ id: "Notification" });
export const NotificationQuery = z.strictObject({ ...pageQuery, subjectId: z.string().max(100).optional() });
export const NotificationPage = pageOf(Notification).meta({ id: "NotificationPage" });

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
