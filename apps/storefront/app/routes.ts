// All addresses of the storefront.
import { index, route, type RouteConfig } from "@react-router/dev/routes";

const STATIC_PAGES = ["about", "shipping", "returns", "privacy", "terms"];

export default [
  index("routes/home.tsx"),
  route("products", "routes/category.tsx", { id: "all-products" }),
  route("products/search", "routes/search.tsx"),
  route("products/:slug", "routes/product.tsx"),
  route("categories/:slug", "routes/category.tsx"),
  route("search/suggestions", "routes/search-suggestions.ts"),

  route("cart", "routes/cart.tsx"),
  route("checkout", "routes/checkout.tsx"),
  route("checkout/payment", "routes/checkout-payment.tsx"),
  route("checkout/return", "routes/checkout-return.ts"),
  route("orders/:id", "routes/order.tsx"),
  route("orders/:id/payment", "routes/order-payment.tsx"),
  route("orders/:id/confirmation", "routes/order-confirmation.tsx"),

  route("sign-in", "routes/sign-in.tsx"),
  route("register", "routes/register.tsx"),
  route("sign-out", "routes/sign-out.ts"),
  route("account", "routes/account.tsx"),
  route("preferences", "routes/preferences.ts"),

  ...STATIC_PAGES.map((slug) => route(slug, "routes/page.tsx", { id: `page-${slug}` })),
  route("sitemap.xml", "routes/sitemap.ts"),
  route("robots.txt", "routes/robots.ts"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
