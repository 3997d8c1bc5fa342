// The public face of @souk/service: what a service is, and how services run together in one process.
export { databaseOf } from "./database-of.ts";
export { createRuntime, type ServiceRuntime } from "./runtime.ts";
export {
  migrationsOf,
  serviceNames,
  type Environment,
  type Host,
  type Service,
  type ServiceModule,
  type ServiceName,
} from "./service.ts";
export { startServices, type RunningServices, type StartServices } from "./start-services.ts";
