// The parts that show and lead: buttons, links, prices, badges, cards, pictures, panels.
import { renderToStaticMarkup as html } from "react-dom/server";
import { expect, test } from "vitest";
import { showOrClose } from "../src/sheet.tsx";
import {
  Badge,
  BareLink,
  Breadcrumbs,
  Button,
  buttonClasses,
  ButtonLink,
  classes,
  Disclosure,
  EmptyState,
  Icon,
  Link,
  LinkProvider,
  LiveRegion,
  Notice,
  Picture,
  Price,
  ProductCard,
  QuantityStepper,
  Sheet,
  Skeleton,
} from "../src/index.ts";

const picture = {
  url: "/m/960.webp",
  srcset: "/m/320.webp 320w",
  alt: "A red bowl",
  width: 960,
  height: 1200,
};

test("class names are joined without what is not set", () => {
  expect(classes("a", false, undefined, null, "", "b")).toBe("a b");
});

test("a button submits unless told otherwise, and a busy one says so", () => {
  expect(html(<Button>Pay €84.00</Button>)).toContain('type="submit"');
  const busy = html(
    <Button busy tone="secondary">
      Pay
    </Button>,
  );
  expect(busy).toContain('aria-disabled="true"');
  expect(busy).toContain("spinner");
  expect(html(<Button type="button">x</Button>)).not.toContain("aria-disabled");
});

test("a busy button swallows the press; others hear it", () => {
  let prevented = 0;
  let heard = 0;
  const busy = Button({ busy: true, children: "Pay" });
  busy.props.onClick({ preventDefault: () => (prevented += 1) });
  Button({ children: "Pay", onClick: () => (heard += 1) }).props.onClick();
  expect([prevented, heard]).toEqual([1, 1]);
});

test("tones and sizes are looks only", () => {
  expect(buttonClasses()).toContain("bg-saffron");
  expect(buttonClasses({ size: "large" })).toContain("min-h-14");
  expect(buttonClasses({ tone: "quiet", className: "mt-2" })).toMatch(/min-h-11.*mt-2/);
  expect(
    html(
      <ButtonLink href="/a" tone="danger" size="large">
        Go
      </ButtonLink>,
    ),
  ).toContain('<a href="/a"');
});

test("links are anchors until the app hands in its own", () => {
  expect(html(<Link href="/terms">Terms</Link>)).toContain('<a href="/terms"');
  const own = (
    <LinkProvider render={({ href, children }) => <b data-to={href}>{children}</b>}>
      <BareLink href="/x">X</BareLink>
    </LinkProvider>
  );
  expect(html(own)).toBe('<b data-to="/x">X</b>');
});

test("a reduced price says which is which, also to those who do not see it struck through", () => {
  const reduced = html(<Price now="€20.00" before="€30.00" nowLabel="Now" beforeLabel="before" />);
  expect(reduced).toContain("<s");
  expect(reduced).toContain('<span class="sr-only">before </span>');
  expect(html(<Price now="€20.00" />)).toBe('<span class="figures">€20.00</span>');
});

test("a badge is always a word", () => {
  expect(html(<Badge>New</Badge>)).toContain("New");
  expect(html(<Badge tone="danger">Cancelled</Badge>)).toContain("text-danger");
});

test("breadcrumbs end with the page itself, which is no link", () => {
  const crumbs = html(
    <Breadcrumbs
      label="You are here"
      crumbs={[
        { label: "Souk", href: "/" },
        { label: "Home", href: "/home" },
      ]}
      current="Rugs"
    />,
  );
  expect(crumbs).toContain('<nav aria-label="You are here">');
  expect(crumbs.match(/<a /g)).toHaveLength(2);
  expect(crumbs).toMatch(/<li aria-current="page"[^>]*>.*Rugs<\/li>/);
});

test("a picture keeps its place and loads when it is near; the first one at once", () => {
  expect(html(<Picture source={picture} sizes="50vw" />)).toMatch(/loading="lazy".*|.*width="960"/);
  const first = html(<Picture source={picture} sizes="50vw" eager decorative />);
  expect(first).toContain('alt=""');
  expect(first).toContain('loading="eager"');
  expect(html(<Picture source={{ ...picture, srcset: "" }} sizes="50vw" />)).not.toContain("srcSet");
  expect(html(<Picture source={null} sizes="50vw" className="x" />)).toContain("bg-sunken x");
});

test("a product card is one link with a heading", () => {
  const card = html(
    <ProductCard
      href="/p"
      name="Bowl"
      detail="Red clay"
      price="€20"
      badge={<Badge>New</Badge>}
      picture={picture}
      sizes="20vw"
    />,
  );
  expect(card).toMatch(/<h3[^>]*><a href="\/p"/);
  expect(card.match(/<a /g)).toHaveLength(1);
  expect(
    html(
      <ProductCard href="/p" name="Bowl" price="€20" picture={null} sizes="20vw" headingLevel={2} eager />,
    ),
  ).toContain("<h2");
});

test("the stepper's buttons submit the new quantity and stop at the ends", () => {
  const labels = { less: "One less", more: "One more", quantity: "Quantity" };
  const stepper = html(<QuantityStepper name="quantity" quantity={2} max={2} labels={labels} />);
  const buttons = (markup: string) => markup.match(/<button[^>]*>/g) ?? [];
  const [less, more] = buttons(stepper);
  expect(less).toContain('value="1"');
  expect(less).toContain('name="quantity"');
  expect(less).not.toContain("disabled=");
  expect(more).toContain('disabled=""');
  expect(
    buttons(html(<QuantityStepper name="quantity" quantity={1} max={9} labels={labels} />))[0],
  ).toContain('disabled=""');
});

test("notices are read at once only when they must be", () => {
  expect(
    html(
      <Notice tone="danger" assertive title="Failed">
        Why
      </Notice>,
    ),
  ).toContain('role="alert"');
  expect(html(<Notice>Note</Notice>)).not.toContain("role");
});

test("a disclosure works without JavaScript", () => {
  expect(
    html(
      <Disclosure title="Details" open>
        Text
      </Disclosure>,
    ),
  ).toMatch(/<details open="".*<summary/);
});

test("a sheet is a dialog with a name, closed until the page wakes up", () => {
  const sheet = { onClose: () => {}, title: "Your bag", closeLabel: "Close" };
  expect(
    html(
      <Sheet {...sheet} open={false}>
        Things
      </Sheet>,
    ),
  ).not.toContain(" open");
  const open = html(
    <Sheet {...sheet} open>
      Things
    </Sheet>,
  );
  expect(open).toContain('<dialog aria-label="Your bag"');
  expect(open).toContain("Things");
});

test("icons mirror where they point along the reading, and say nothing", () => {
  expect(html(<Icon name="arrow-end" />)).toContain("rtl:-scale-x-100");
  expect(html(<Icon name="check" className="size-4" />)).toContain('aria-hidden="true"');
});

test("small things are what they are", () => {
  expect(html(<LiveRegion>Added</LiveRegion>)).toContain("<output");
  expect(html(<Skeleton className="h-4" />)).toContain("skeleton");
  expect(html(<EmptyState title="Nothing yet">Go on</EmptyState>)).toContain("Go on");
  expect(html(<EmptyState title="Nothing yet" action={<a href="/">Home</a>} />)).toContain('href="/"');
  const elsewhere = html(
    <EmptyState title="Nothing yet" way={{ href: "/elsewhere", label: "Look there" }} />,
  );
  expect(elsewhere).toMatch(/href="\/elsewhere"[^>]*>Look there</);
});

test("a sheet is shown once and closed when asked", () => {
  const calls: string[] = [];
  const dialog = (open: boolean) => ({
    open,
    showModal: () => void calls.push("show"),
    close: () => void calls.push("close"),
  });
  showOrClose(dialog(false), true);
  showOrClose(dialog(true), true);
  showOrClose(dialog(true), false);
  showOrClose(null, true);
  showOrClose(null, false);
  expect(calls).toEqual(["show", "close"]);
});
