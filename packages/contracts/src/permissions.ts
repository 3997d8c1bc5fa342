// Permissions and the roles that ship with Souk. Permissions are data; policies on routes name them.

export const permissions = [
  "orders:read",
  "orders:write",
  "returns:write",
  "products:read",
  "products:write",
  "stock:read",
  "stock:write",
  "reviews:write",
  "promotions:read",
  "promotions:write",
  "customers:read",
  "customers:write",
  "payments:read",
  "payments:refund",
  "payments:write",
  "gift_cards:read",
  "gift_cards:write",
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
      "promotions:read",
      "promotions:write",
      "reports:read",
    ],
  },
  {
    name: "order_manager",
    description: "Works orders from confirmation to delivery.",
    permissions: [
      "orders:read",
      "orders:write",
      "returns:write",
      "products:read",
      "stock:read",
      "customers:read",
      "payments:read",
      "notifications:read",
    ],
  },
  {
    name: "finance",
    description: "Reads the money, refunds it and issues gift cards.",
    permissions: [
      "orders:read",
      "payments:read",
      "payments:refund",
      "payments:write",
      "gift_cards:read",
      "gift_cards:write",
      "reports:read",
    ],
  },
  { name: "administrator", description: "May do everything.", permissions },
];
