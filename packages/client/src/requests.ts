// What callers send, as they write it: defaults may be left out. Types only, so that zod stays out of browsers.
import type {
  AcceptChangesBody,
  AddLineBody,
  BackInStockBody,
  ChangeEmailBody,
  ChangePasswordBody,
  CreateApiKeyBody,
  CreateCartBody,
  CreatePasskeyBody,
  CreatePaymentBody,
  CreateRoleBody,
  FinishIdentityBody,
  InviteStaffBody,
  LoginBody,
  OrderListQuery,
  OwnReviewQuery,
  PasskeyLoginBody,
  PlaceOrderBody,
  ProductListQuery,
  ProductSearchQuery,
  ReauthenticateBody,
  RecommendationsQuery,
  RegisterBody,
  ReportBody,
  RequestReturnBody,
  ResetPasswordBody,
  ReturnListQuery,
  ReviewBody,
  ReviewSort,
  SecondFactorBody,
  SuggestionsQuery,
  UpdateCartBody,
  UpdateProfileBody,
  UpdateRoleBody,
} from "@souk/contracts";
import type { z } from "zod";

type Sort<Query extends { sort?: unknown }> = NonNullable<Query["sort"]>;
export type PageFilter = { readonly limit?: number; readonly cursor?: string };
type Filter = PageFilter & {
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
  /** Options and attributes: `colour:indigo,madder;material:wool`. */
  readonly filter?: string;
  readonly onSale?: boolean;
  readonly ratingMin?: number;
};
export type InCurrency = { readonly currency?: string };
export type SuggestionsFilter = InCurrency & { readonly q: string; readonly limit?: number } & Pick<
    z.input<typeof SuggestionsQuery>,
    "language"
  >;
export type RecommendationsFilter = InCurrency & {
  readonly kind?: NonNullable<z.input<typeof RecommendationsQuery>["kind"]>;
  readonly limit?: number;
};
export type ReviewFilter = PageFilter & { readonly sort?: z.input<typeof ReviewSort> };
export type OwnReviewFilter = PageFilter & Pick<z.input<typeof OwnReviewQuery>, "productId">;
export type WriteReview = z.input<typeof ReviewBody>;
export type ReviewReport = z.input<typeof ReportBody>;
export type WishlistFilter = PageFilter & InCurrency;
export type BackInStockWish = z.input<typeof BackInStockBody>;
export type OrderFilter = PageFilter & {
  readonly status?: z.input<typeof OrderListQuery>["status"];
  readonly own?: boolean;
};
export type ReturnFilter = PageFilter & {
  readonly status?: z.input<typeof ReturnListQuery>["status"];
  readonly own?: boolean;
};
export type CreateCart = z.input<typeof CreateCartBody>;
export type AddLine = z.input<typeof AddLineBody>;
export type UpdateCart = z.input<typeof UpdateCartBody>;
export type AcceptChanges = z.input<typeof AcceptChangesBody>;
export type CurrentCartFilter = InCurrency;
export type PlaceOrder = z.input<typeof PlaceOrderBody>;
export type CreatePayment = z.input<typeof CreatePaymentBody>;
export type Register = z.input<typeof RegisterBody>;
export type Login = z.input<typeof LoginBody>;
export type UpdateProfile = z.input<typeof UpdateProfileBody>;
export type ResetPassword = z.input<typeof ResetPasswordBody>;
export type RequestReturn = z.input<typeof RequestReturnBody>;
export type Reauthenticate = z.input<typeof ReauthenticateBody>;
export type ChangePassword = z.input<typeof ChangePasswordBody>;
export type ChangeEmail = z.input<typeof ChangeEmailBody>;
export type SecondFactorProof = z.input<typeof SecondFactorBody>;
export type PasskeyLogin = z.input<typeof PasskeyLoginBody>;
export type CreatePasskey = z.input<typeof CreatePasskeyBody>;
export type FinishIdentity = z.input<typeof FinishIdentityBody> & { readonly provider: string };
export type UserFilter = PageFilter & { readonly q?: string; readonly role?: string };
export type CreateRole = z.input<typeof CreateRoleBody>;
export type UpdateRole = z.input<typeof UpdateRoleBody>;
export type InviteStaff = z.input<typeof InviteStaffBody>;
export type CreateApiKey = z.input<typeof CreateApiKeyBody>;
