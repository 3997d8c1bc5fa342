// The databases of a shop, and the variables that say where each of them lies.
import { type ServiceName, serviceNames } from "@souk/service";

export type DatabaseName = ServiceName | "bus";

export const databaseNames: readonly DatabaseName[] = [...serviceNames, "bus"];
export const databaseVariablePrefix = "DATABASE_URL_";

/** The variable that points a service at a database elsewhere, such as `DATABASE_URL_ORDER`. */
export function variableOf(name: DatabaseName): string {
  return `${databaseVariablePrefix}${name.toUpperCase()}`;
}
