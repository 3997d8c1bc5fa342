// Links that do not know the app's router: the app hands in its own link component once, at the top.
import { createContext, use, type ReactNode } from "react";
import { classes } from "./classes.ts";

export type LinkProps = {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly "aria-current"?: "page" | "true" | undefined;
  readonly "aria-label"?: string | undefined;
  readonly rel?: string | undefined;
};

type RenderLink = (props: LinkProps) => ReactNode;

const plainLink: RenderLink = ({ children, ...rest }) => <a {...rest}>{children}</a>;
const LinkContext = createContext<RenderLink>(plainLink);

/** Gives the router's link to everything inside; without it, links are plain anchors. */
export function LinkProvider({ render, children }: { render: RenderLink; children: ReactNode }) {
  return <LinkContext value={render}>{children}</LinkContext>;
}

/** A link without looks. */
export function BareLink(props: LinkProps) {
  return use(LinkContext)(props);
}

/** A link inside a text: indigo and underlined, so that colour is not the only sign. */
export function Link({ className, ...props }: LinkProps) {
  return (
    <BareLink
      {...props}
      className={classes(
        "text-indigo underline decoration-1 underline-offset-[0.22em] hover:decoration-2",
        className,
      )}
    />
  );
}
