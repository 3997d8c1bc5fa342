// The services of the shop, in one list for every shape.
import { adminService } from "@souk/admin-service";
import { analyticsService } from "@souk/analytics-service";
import { drawPicture } from "@souk/demo";
import { notificationService } from "@souk/notification-service";
import { orderService } from "@souk/order-service";
import { paymentService } from "@souk/payment-service";
import { createProductService } from "@souk/product-service";
import type { ServiceModule } from "@souk/service";
import { createUserService, type UserServiceOptions } from "@souk/user-service";

export function serviceModules(options: UserServiceOptions): readonly ServiceModule[] {
  return [
    createUserService(options),
    createProductService({ drawPicture }),
    orderService,
    paymentService,
    notificationService,
    adminService,
    analyticsService,
  ];
}
