// Compares the providers' books with ours and with the orders, and repairs what is harmless. Runs may overlap: all they do happens once.
import { isRefusal, OutcomeUnknown } from "@souk/errors";
import { FindingKind } from "@souk/contracts";
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { findPayment } from "../../payments/store/payments.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import type { Scope } from "../domain/finding.ts";
import { FIRST_LOOK_MS, GRACE_MS, OVERLAP_MS, RECONCILE_INTERVAL_MS, RUNS_KEPT_MS } from "../limits.ts";
import { countOpenFindings } from "../store/findings.ts";
import { beginRun, finishRun, forgetRuns, lastWholeRunAt, type Run } from "../store/runs.ts";
import type { Window } from "../store/strays.ts";
import { bookAccount } from "./book-account.ts";
import { isInFlight } from "./examine.ts";
import { listMoneyScopes, listOrderScopes, withOpenScopes } from "../suspected-scopes.ts";
import { readBooks } from "./read-books.ts";
import { settleScope } from "./settle-scope.ts";

const ORDERS = "orders";

export async function reconcile(deps: Deps): Promise<JobOutcome> {
  await runReconciliation(deps, null);
  return { retryAfterMs: RECONCILE_INTERVAL_MS };
}

export async function runReconciliation(deps: Deps, askedBy: string | null): Promise<Run> {
  const startedAt = deps.now();
  const id = deps.newId();
  const lastAt = await lastWholeRunAt(deps.db);
  await beginRun(deps.db, { id, askedBy, startedAt });
  const silent = new Set<string>();
  const movements = await readAllBooks(deps, silent);
  const window = {
    since: new Date(lastAt ? lastAt.getTime() - OVERLAP_MS : startedAt.getTime() - FIRST_LOOK_MS),
    until: new Date(startedAt.getTime() - GRACE_MS),
    providers: deps.providers
      .filter((provider) => "movements" in provider && !silent.has(provider.name))
      .map(({ name }) => name),
  };
  const scopes = [...(await bookAccount(deps, startedAt)), ...(await listMoneyScopes(deps, window))];
  const orders = await listOrders(deps, window, silent);
  const all = await withOpenScopes(deps, [...scopes, ...orders.scopes]);
  const settled = await settleAll(deps, all, { until: window.until, silent });
  const payments = all.filter(({ of }) => of === "payment").length;
  const counts = { movements, payments, orders: orders.compared, ...settled };
  const run = { id, askedBy, startedAt, finishedAt: deps.now(), ...counts, silent: [...silent] };
  await finishRun(deps.db, run);
  await forgetRuns(deps.db, new Date(startedAt.getTime() - RUNS_KEPT_MS));
  await countOpen(deps);
  return run;
}

async function readAllBooks(deps: Deps, silent: Set<string>): Promise<number> {
  let movements = 0;
  for (const provider of deps.providers) {
    if (!provider.movements) continue;
    const seen = await unlessSilent(deps, { name: provider.name, silent }, () => readBooks(deps, provider));
    movements += seen ?? 0;
  }
  return movements;
}

async function listOrders(deps: Deps, window: Window, silent: Set<string>) {
  const listed = await unlessSilent(deps, { name: ORDERS, silent }, () => listOrderScopes(deps, window));
  return listed ?? { compared: 0, scopes: [] };
}

type Progress = { readonly until: Date; readonly silent: Set<string> };

async function settleAll(deps: Deps, scopes: readonly Scope[], { until, silent }: Progress) {
  let found = 0;
  let repaired = 0;
  for (const scope of scopes) {
    const name = await whoKnows(deps, scope);
    if (silent.has(name)) continue;
    const settled = await unlessSilent(deps, { name, silent }, async () =>
      (await isInFlight(deps, scope, until)) ? undefined : settleScope(deps, scope),
    );
    found += settled?.found ?? 0;
    repaired += settled?.repaired ?? 0;
  }
  return { found, repaired };
}

/** Who must be asked about it. */
async function whoKnows(deps: Deps, scope: Scope): Promise<string> {
  if (scope.of === "order") return ORDERS;
  if (scope.of !== "payment") return scope.provider;
  return (await findPayment(deps.db, scope.id))?.provider ?? ORDERS;
}

type Asked = { readonly name: string; readonly silent: Set<string> };

/** Who does not answer is left out of the rest of this run. */
async function unlessSilent<T>(
  deps: Deps,
  { name, silent }: Asked,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const isUnavailable = isRefusal(error) && error.kind === "unavailable";
    if (!isUnavailable && !(error instanceof ProviderSilent) && !(error instanceof OutcomeUnknown))
      throw error;
    deps.telemetry.log.warn({ err: error, asked: name }, "reconciliation got no answer");
    silent.add(name);
    return undefined;
  }
}

async function countOpen({ db, telemetry }: Deps): Promise<void> {
  const counts = await countOpenFindings(db);
  const gauge = telemetry.metrics.gauge(
    "payment_reconciliation_findings_open",
    "Differences between our books, the providers' and the orders that are not repaired.",
    ["kind"],
  );
  for (const kind of FindingKind.options) gauge.set(counts.get(kind) ?? 0, { kind });
}
