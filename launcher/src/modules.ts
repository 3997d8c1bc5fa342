// The services of the shop.
import { adminService } from "@souk/admin-service";
import { analyticsService } from "@souk/analytics-service";
import { notificationService } from "@souk/notification-service";
import { orderService } from "@souk/order-service";
import { paymentService } from "@souk/payment-service";
import { createProductService } from "@souk/product-service";
import type { ServiceModule } from "@souk/service";
import { userService } from "@souk/user-service";
import { drawPicture } from "@souk/demo";

export const serviceModules: readonly ServiceModule[] = [
  userService,
  createProductService({ drawPicture }),
  orderService,
  paymentService,
  notificationService,
  adminService,
  analyticsService,
];
