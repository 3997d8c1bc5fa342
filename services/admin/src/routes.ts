// REST of the admin service.
import { AuditPage, AuditQuery, Settings, UpdateSettingsBody } from "@souk/contracts";
import {
  anyone,
  decodeCursor,
  encodeCursor,
  etagOf,
  json,
  requireIfMatch,
  route,
  type Route,
  staff,
} from "@souk/http";
import { z } from "zod";
import { updateSettings } from "./commands/update-settings.ts";
import type { Deps } from "./deps.ts";
import { listAuditEntries } from "./store/audit-entries.ts";
import { loadSettings, type Settings as SettingsState } from "./store/settings.ts";

const cursorValues = z.tuple([z.int()]);

export function routes(deps: Deps): readonly Route[] {
  return [...settingsRoutes(deps), auditRoute(deps)];
}

function settingsRoutes(deps: Deps): readonly Route[] {
  const common = { tags: ["settings"], response: Settings, ownership: "none" };
  return [
    route("GET /settings", { ...common, summary: "The shop's settings", access: anyone() }, async () =>
      answer(await loadSettings(deps.db)),
    ),
    route(
      "PUT /settings",
      {
        ...common,
        summary: "Change the settings",
        access: staff("settings:write"),
        body: UpdateSettingsBody,
      },
      async ({ body, caller, headers }) => {
        const { shopName, supportEmail, currencies, countries, languages, seller } = body;
        const settings = await updateSettings(deps, {
          changes: {
            ...(shopName !== undefined && { shopName }),
            ...(supportEmail !== undefined && { supportEmail }),
            ...(currencies !== undefined && { currencies }),
            ...(countries !== undefined && { countries }),
            ...(languages !== undefined && { languages }),
            ...(seller !== undefined && { seller }),
          },
          staffId: caller.userId,
          precondition: (current) => requireIfMatch(headers, etagOf(current.version)),
        });
        return answer(settings);
      },
    ),
  ];
}

function auditRoute(deps: Deps): Route {
  return route(
    "GET /audit-entries",
    {
      tags: ["audit"],
      summary: "What staff did, newest first",
      access: staff("audit:read"),
      ownership: "none",
      query: AuditQuery,
      response: AuditPage,
    },
    async ({ query }) => {
      const { limit, cursor, subjectId, actorId } = query;
      const beforePosition = cursor === undefined ? undefined : decodeCursor(cursor, cursorValues)[0];
      const found = await listAuditEntries(deps.db, { subjectId, actorId, beforePosition, limit });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: last && found.length > limit ? encodeCursor([last.position]) : null };
    },
  );
}

function answer(settings: SettingsState) {
  const { shopName, supportEmail, currencies, countries, languages, seller, version, updatedAt } = settings;
  const view = {
    shopName,
    supportEmail,
    currencies,
    countries,
    languages,
    seller,
    version,
    updatedAt: updatedAt.toISOString(),
  };
  return json(view, { etag: etagOf(version) });
}
