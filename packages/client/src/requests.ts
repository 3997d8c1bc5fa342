// What callers send, as they write it: defaults may be left out. Types only, so that zod stays out of browsers.
import type {
  AddLineBody,
  CreateCartBody,
  CreatePaymentBody,
  LoginBody,
  OrderListQuery,
  PlaceOrderBody,
  ProductListQuery,
  ProductSearchQuery,
  RegisterBody,
  UpdateCartBody,
  UpdateProfileBody,
} from "@souk/contracts";
import type { z } from "zod";

type Sort<Query extends { sort?: unknown }> = NonNullable<Query["sort"]>;
type Filter = {
  readonly limit?: number;
  readonly cursor?: string;
  readonly category?: string;
  readonly currency?: string;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly inStock?: boolean;
};

export type ProductListFilter = Filter & {
  readonly sort?: Sort<z.input<typeof ProductListQuery>>;
  readonly featured?: boolean;
};
export type ProductSearchFilter = Filter & {
  readonly q?: string;
  readonly sort?: Sort<z.input<typeof ProductSearchQuery>>;
};
export type OrderFilter = {
  readonly limit?: number;
  readonly cursor?: string;
  readonly status?: z.input<typeof OrderListQuery>["status"];
};
export type CreateCart = z.input<typeof CreateCartBody>;
export type AddLine = z.input<typeof AddLineBody>;
export type UpdateCart = z.input<typeof UpdateCartBody>;
export type PlaceOrder = z.input<typeof PlaceOrderBody>;
export type CreatePayment = z.input<typeof CreatePaymentBody>;
export type Register = z.input<typeof RegisterBody>;
export type Login = z.input<typeof LoginBody>;
export type UpdateProfile = z.input<typeof UpdateProfileBody>;
