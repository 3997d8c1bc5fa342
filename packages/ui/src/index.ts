// The public face of the design system. No business words in here; texts come from the app.
export { Badge, type BadgeTone } from "./badge.tsx";
export { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx";
export {
  Button,
  buttonClasses,
  ButtonLink,
  type ButtonLooks,
  type ButtonProps,
  type ButtonSize,
  type ButtonTone,
} from "./button.tsx";
export { Checkbox } from "./checkbox.tsx";
export { ChoiceCards, type Choice } from "./choice-cards.tsx";
export { classes } from "./classes.ts";
export { Disclosure } from "./disclosure.tsx";
export { EmptyState } from "./empty-state.tsx";
export { ErrorSummary, type FieldProblem } from "./error-summary.tsx";
export { fieldId } from "./field.tsx";
export { Icon, type IconName } from "./icon.tsx";
export { BareLink, Link, LinkProvider, type LinkProps } from "./link.tsx";
export { LiveRegion } from "./live-region.tsx";
export { Notice, type NoticeTone } from "./notice.tsx";
export { PasswordField } from "./password-field.tsx";
export { Picture, type PictureSource } from "./picture.tsx";
export { Price } from "./price.tsx";
export { ProductCard } from "./product-card.tsx";
export { QuantityStepper } from "./quantity-stepper.tsx";
export { SelectField, type SelectOption } from "./select-field.tsx";
export { Sheet } from "./sheet.tsx";
export { Skeleton } from "./skeleton.tsx";
export { TextAreaField } from "./text-area-field.tsx";
export { TextField } from "./text-field.tsx";
export { useHydrated } from "./use-hydrated.ts";
