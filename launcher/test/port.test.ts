// Whether the shop can listen where it is told to.
import { createServer, type AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { findPort, PortTaken } from "../src/port.ts";

const host = "127.0.0.1";

test("a free port is found and let go of", async () => {
  const port = await findPort(host, 0);
  expect(port).toBeGreaterThan(0);
  expect(await findPort(host, port)).toBe(port);
});

test("a taken port is told with its number and with another one to try", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, host, resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  await expect(findPort(host, port)).rejects.toThrow(PortTaken);
  await expect(findPort(host, port)).rejects.toThrow(`Port ${port} is taken`);
  await expect(findPort(host, port)).rejects.toMatchObject({ port });
});

test("an address that is not this machine's is another fault", async () => {
  await expect(findPort("192.0.2.1", 0)).rejects.toThrow("EADDRNOTAVAIL");
});
