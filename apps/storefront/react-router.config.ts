// How React Router builds the storefront: rendered on the server. The browser gets the list of all routes at once: it is short, and asked for
// piece by piece it waits behind the page's pictures, with the visitor's first click behind it.
import type { Config } from "@react-router/dev/config";

export default { ssr: true, routeDiscovery: { mode: "initial" } } satisfies Config;
