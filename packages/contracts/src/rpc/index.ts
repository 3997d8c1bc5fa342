// The gRPC services and messages that services share, generated from proto/ by `npm run generate`.
export * from "../../gen/souk/admin/v1/settings_pb.js";
export * from "../../gen/souk/order/v1/order_pb.js";
export * from "../../gen/souk/payment/v1/payment_pb.js";
export * from "../../gen/souk/product/v1/product_pb.js";
export * from "../../gen/souk/user/v1/user_pb.js";
