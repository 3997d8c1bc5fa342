// The design system's links, done by React Router: pages change without a reload and fade into each other.
import type { LinkProps } from "@souk/ui";
import { Link } from "react-router";

const IS_ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|#)/i;

export function RouterLink({ href, children, ...props }: LinkProps) {
  if (IS_ELSEWHERE.test(href)) {
    return (
      <a href={href} {...props}>
        {children}
      </a>
    );
  }
  return (
    <Link to={href} viewTransition prefetch="intent" {...props}>
      {children}
    </Link>
  );
}
