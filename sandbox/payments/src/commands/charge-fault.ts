// Which fault the caller of a successful charge or refund meets instead of its answer, if any.
import type { Payment } from "../domain/records.ts";
import { isSwitchedOn, switchesOf, type TriggerName } from "../domain/switches.ts";
import type { Deps } from "../deps.ts";
import type { Fault } from "./execute-once.ts";

export function chargeFault(deps: Deps, payment: Payment): Fault | undefined {
  return pickFault(deps, payment, { timeout: "chargeThenTimeout", error: "errorAfterCharge" });
}

export function refundFault(deps: Deps, payment: Payment): Fault | undefined {
  return pickFault(deps, payment, { timeout: "refundThenTimeout", error: "errorAfterRefund" });
}

function pickFault(
  deps: Deps,
  payment: Payment,
  names: Readonly<Record<Fault, TriggerName>>,
): Fault | undefined {
  const own = switchesOf(payment.metadata);
  const isOn = (name: TriggerName): boolean => isSwitchedOn(own[name]) || deps.ledger.spendSwitch(name);
  if (isOn(names.timeout)) return "timeout";
  return isOn(names.error) ? "error" : undefined;
}
