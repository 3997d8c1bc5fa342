// REST of the notification service: what customers were told, and what the mails look like.
import {
  IdParams,
  Notification,
  NotificationPage,
  NotificationPreviewQuery,
  NotificationQuery,
  NotificationTemplateParams,
  NotificationTemplates,
} from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { decodeCursor, encodeCursor, route, type Route, staff, stream } from "@souk/http";
import { z } from "zod";
import { resendNotification } from "./commands/resend-notification.ts";
import type { Deps } from "./deps.ts";
import { listNotifications } from "./store/notifications.ts";
import { findSample, listSamples } from "./templates/samples.ts";
import { toNotificationView } from "./views.ts";

const tags = ["notifications"];
const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
/** A mail runs nothing and loads nothing but pictures. */
const PREVIEW_POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

export function routes(deps: Deps): readonly Route[] {
  return [listRoute(deps), resendRoute(deps), ...templateRoutes(deps)];
}

function listRoute(deps: Deps): Route {
  return route(
    "GET /notifications",
    {
      tags,
      summary: "What customers were told, newest first",
      access: staff("notifications:read"),
      ownership: "any with notifications:read; neither name nor address is shown",
      query: NotificationQuery,
      response: NotificationPage,
    },
    async ({ query }) => {
      const { limit, cursor, subjectId, status } = query;
      const before = cursor === undefined ? undefined : decodeCursor(cursor, cursorValues);
      const found = await listNotifications(deps.db, { subjectId, status, before, limit });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const nextCursor =
        last && found.length > limit ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
      return { items: items.map(toNotificationView), nextCursor };
    },
  );
}

function resendRoute(deps: Deps): Route {
  return route(
    "POST /notifications/:id/resend",
    {
      tags,
      summary: "Send a mail once more that failed, or of which nobody knows whether it arrived",
      access: staff("operations:write"),
      ownership: "any with operations:write",
      params: IdParams,
      response: Notification,
      status: 202,
    },
    async ({ params, caller }) =>
      toNotificationView(
        await resendNotification(deps, { notificationId: params.id, staffId: caller.userId }),
      ),
  );
}

function templateRoutes(deps: Deps): readonly Route[] {
  const access = staff("notifications:read");
  return [
    route(
      "GET /notifications/templates",
      {
        tags,
        summary: "The mails the shop sends",
        access,
        ownership: "none",
        response: NotificationTemplates,
      },
      async () => ({
        items: listSamples().map(({ template, render }) => ({
          name: template,
          subject: render(deps.shop()).subject,
        })),
      }),
    ),
    route(
      "GET /notifications/templates/:name/preview",
      {
        tags,
        summary: "A mail as an invented customer would get it",
        access,
        ownership: "none",
        params: NotificationTemplateParams,
        query: NotificationPreviewQuery,
      },
      async ({ params, query }) => {
        const sample = findSample(params.name);
        if (!sample) throw new Refusal("not_found", "template_not_found", "There is no such mail.");
        const { html, text } = sample.render(deps.shop());
        const headers = { "content-security-policy": PREVIEW_POLICY };
        if (query.format === "text") return stream("text/plain; charset=utf-8", Buffer.from(text), headers);
        return stream("text/html; charset=utf-8", Buffer.from(html), headers);
      },
    ),
  ];
}
