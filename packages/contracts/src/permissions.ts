// Permissions and the roles that ship with Souk. Permissions are data; policies on routes name them.

export const permissions = [
  "orders:read",
  "orders:write",
  "products:read",
  "products:write",
  "stock:read",
  "stock:write",
  "reviews:write",
  "customers:read",
  "customers:write",
  "payments:read",
  "payments:refund",
  "notifications:read",
  "settings:read",
  "settings:write",
  "reports:read",
  "audit:read",
  "staff:read",
  "staff:write",
  "api_keys:read",
  "api_keys:write",
  "operations:read",
  "operations:write",
] as const;
export type Permission = (typeof permissions)[number];

export type BuiltInRole = {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
};

export const builtInRoles: readonly BuiltInRole[] = [
  { name: "customer", description: "Shops; sees only what is theirs.", permissions: [] },
  {
    name: "support",
    description: "Answers customers: reads orders, payments and customers, and decides on reviews.",
    permissions: [
      "orders:read",
      "products:read",
      "stock:read",
      "reviews:write",
      "customers:read",
      "payments:read",
      "notifications:read",
    ],
  },
  {
    name: "catalogue_manager",
    description: "Runs the catalogue and the stock.",
    permissions: [
      "products:read",
      "products:write",
      "stock:read",
      "stock:write",
      "reviews:write",
      "reports:read",
    ],
  },
  {
    name: "order_manager",
    description: "Works orders from confirmation to delivery.",
    permissions: [
      "orders:read",
      "orders:write",
      "products:read",
      "stock:read",
      "customers:read",
      "payments:read",
      "notifications:read",
    ],
  },
  {
    name: "finance",
    description: "Reads the money and refunds it.",
    permissions: ["orders:read", "payments:read", "payments:refund", "reports:read"],
  },
  { name: "administrator", description: "May do everything.", permissions },
];
