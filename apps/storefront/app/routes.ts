// All addresses of the storefront.
import { index, route, type RouteConfig } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("products", "routes/category.tsx", { id: "all-products" }),
  route("categories/:slug", "routes/category.tsx"),
  route("products/search", "routes/search.tsx"),
  route("products/:slug", "routes/product.tsx"),
  route("search/suggestions", "routes/search-suggestions.ts"),
  route("cart", "routes/cart.tsx"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
