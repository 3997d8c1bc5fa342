// The import rules of the house (DESIGN: "Import rules"). tools/check-imports.ts runs them and asserts that enough was read.
const service = "^services/([^/]+)/";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          "\\.d\\.ts$",
          "\\.gen\\.ts$",
          "/test/",
          "\\.config\\.ts$",
          "^tools/",
          "^(bench|proofs)/",
          "^apps/",
          "/gen/",
          "main\\.ts$",
        ],
      },
      to: {},
    },
    {
      name: "services-do-not-import-services",
      severity: "error",
      from: { path: `${service}src/` },
      to: { path: "^services/", pathNot: "^services/$1/" },
    },
    {
      name: "packages-know-no-service",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "^packages/testing/" },
      to: { path: "^(services|apps|launcher|sandbox|demo)/" },
    },
    {
      name: "leaves-import-nothing",
      severity: "error",
      from: { path: "^packages/(errors|contracts)/src/" },
      to: { path: "^packages/", pathNot: "^packages/(errors|contracts)/" },
    },
    {
      name: "money-is-a-leaf",
      severity: "error",
      from: { path: "^packages/money/src/" },
      to: { path: "^packages/", pathNot: "^packages/(money|errors)/" },
    },
    {
      name: "apps-import-only-their-own",
      severity: "error",
      from: { path: "^apps/([^/]+)/" },
      to: {
        path: "^(packages|services|launcher)/",
        pathNot: "^packages/(contracts|money|client|ui|errors)/",
      },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^services/[^/]+/src/.*/?domain/" },
      to: { pathNot: ["/domain/", "^packages/(errors|money|contracts)/", "^(node:)?crypto$"] },
    },
    {
      name: "commands-know-no-transport",
      severity: "error",
      from: { path: "/src/.*/?commands/" },
      to: { path: ["node_modules/fastify", "^packages/http/", "/(routes|app)\\.ts$"] },
    },
    {
      name: "sql-only-in-store",
      severity: "error",
      from: { path: "^services/[^/]+/src/", pathNot: ["/store/", "/deps\\.ts$"] },
      to: { path: "node_modules/(kysely|pg)/" },
    },
    { name: "nothing-imports-tests", severity: "error", from: { pathNot: "/test/" }, to: { path: "/test/" } },
    {
      name: "sandbox-stays-outside",
      severity: "error",
      from: { path: "^(services|packages)/[^/]+/src/", pathNot: "^packages/testing/" },
      to: { path: "^(sandbox|demo)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["(^|/)build/", "\\.react-router/", "/coverage/"] },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    parser: "swc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
