// The public face of @souk/client: a typed client for the REST API, and the one error it throws.
export { createApiClient, type ApiClient, type ApiClientOptions } from "./client.ts";
export { ApiProblem, isApiProblem, type ApiFieldError } from "./problem.ts";
export type { ApiAnswer, ApiFetch, CallOptions } from "./transport.ts";
export type {
  AddLine,
  CreatePayment,
  ProductListFilter,
  ProductSearchFilter,
  UpdateCart,
} from "./requests.ts";
