// How Vite builds the storefront. The server build carries all its libraries, so that it runs without node_modules and always in production mode.
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

/** Larger chunks compress better, and libraries change less often than our own code; what only forms need stays out of the pages for browsing. */
const formParts =
  "field|text-field|text-area-field|password-field|select-field|checkbox|choice-cards|error-summary";
const groups = [
  { name: "framework", test: /node_modules\/(?:react|react-dom|react-router|scheduler)\//, priority: 3 },
  { name: "design", test: new RegExp(`packages/ui/src/(?!(?:${formParts})\\.tsx)`), priority: 2 },
  { name: "forms", test: new RegExp(`packages/ui/src/(?:${formParts})\\.tsx`), priority: 1 },
];

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter()],
  build: { target: "es2022", reportCompressedSize: false },
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } } },
  ...(command === "build"
    ? { ssr: { noExternal: true as const }, define: { "process.env.NODE_ENV": '"production"' } }
    : {}),
}));
