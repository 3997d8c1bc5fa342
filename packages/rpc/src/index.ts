// The public face of calls between services: clients and servers, in memory or over gRPC, with the same promises in both.
export {
  callerOf,
  callOptions,
  currentCall,
  type CallSettings,
  type CurrentCall,
  type RpcCaller,
} from "./call-context.ts";
export { createGrpcRpc, type GrpcRpc, type GrpcRpcOptions } from "./grpc.ts";
export { createInMemoryRpc, type InMemoryRpcOptions } from "./in-memory.ts";
export { CALL_DEADLINE_DEFAULT_MS, CALL_DEADLINE_MAX_MS, MESSAGE_BYTES_MAX } from "./limits.ts";
export { OutcomeUnknown, type OutcomeUnknownReason } from "@souk/errors";
export { startRpcServer, type RpcServer, type RpcServerOptions } from "./rpc-server.ts";
export type { Rpc, RpcImplementations, RpcRegistration } from "./rpc.ts";
export {
  createServiceTokenIssuer,
  createServiceTokenVerifier,
  type ServiceIdentity,
  type ServiceTokenIssuer,
  type ServiceTokenVerifier,
} from "./service-token.ts";
export type { Client, ConnectRouter, HandlerContext, ServiceImpl } from "@connectrpc/connect";
