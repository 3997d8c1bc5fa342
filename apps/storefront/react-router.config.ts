// How React Router builds the storefront: rendered on the server, every route known to the browser lazily.
import type { Config } from "@react-router/dev/config";

export default { ssr: true } satisfies Config;
