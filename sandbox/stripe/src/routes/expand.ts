// Replaces ids by the objects they name, where a caller asks for it: `expand[0]=latest_charge`, `expand[0]=data.source`.
import { invalid } from "../api-error.ts";
import type { Account } from "../state/account.ts";

type Fields = Record<string, unknown>;

/** A copy, so that what is answered does not change afterwards. */
export function expanded(account: Account, object: unknown, paths: readonly string[]): unknown {
  const copy: unknown = structuredClone(object);
  for (const path of paths) expandPath(account, copy, path.split("."));
  return copy;
}

function expandPath(account: Account, target: unknown, [name = "", ...rest]: readonly string[]): void {
  if (Array.isArray(target)) {
    for (const item of target) expandPath(account, item, [name, ...rest]);
    return;
  }
  if (!isFields(target)) return;
  if (!(name in target)) throw invalid(`This property cannot be expanded (${name}).`, { param: "expand" });
  const value = target[name];
  const found = typeof value === "string" ? objectOf(account, value) : undefined;
  if (found) target[name] = structuredClone(found);
  if (rest.length > 0) expandPath(account, target[name], rest);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function objectOf(account: Account, id: string): unknown {
  const { intents, charges, refunds, disputes, methods, payouts } = account;
  return [intents, charges, refunds, disputes, methods, payouts]
    .map((items): unknown => items.get(id))
    .find(Boolean);
}
