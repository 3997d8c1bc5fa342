// A stand-in for Stripe.js: the calls that a page with a Payment Element makes, with the card in a frame of this origin. As text: it runs in browsers.
export const stripeScript = `(() => {
  const origin = new URL(document.currentScript.src).origin;

  function Stripe(publishableKey) {
    return {
      elements({ clientSecret }) {
        return createElements(clientSecret);
      },
      async confirmPayment({ elements, confirmParams, redirect = "always" }) {
        const answer = await elements.confirm({ publishableKey, returnUrl: confirmParams.return_url });
        if (answer.error) return { error: answer.error };
        const { intent } = answer;
        const next = intent.next_action?.redirect_to_url.url;
        if (next !== undefined) return leaveFor(next);
        if (redirect === "if_required") return { paymentIntent: intent };
        const back = new URL(confirmParams.return_url);
        back.searchParams.set("payment_intent", intent.id);
        back.searchParams.set("redirect_status", "succeeded");
        return leaveFor(back.href);
      },
    };
  }

  function leaveFor(url) {
    window.location.assign(url);
    return new Promise(() => {}); // As with the real script, whoever waits is gone before this ends.
  }

  function createElements(clientSecret) {
    const frame = document.createElement("iframe");
    frame.src = origin + "/card-frame";
    frame.title = "Secure payment input frame";
    frame.style.cssText = "border:0;margin:-3px;width:calc(100% + 6px);height:17.5rem;color-scheme:light dark";
    const listeners = { ready: [], loaderror: [] };
    frame.addEventListener("load", () => listeners.ready.forEach((listener) => listener({})));
    return {
      create: () => ({
        mount: (place) => (typeof place === "string" ? document.querySelector(place) : place).append(frame),
        on: (name, listener) => void listeners[name]?.push(listener),
        destroy: () => frame.remove(),
      }),
      submit: async () => ({}),
      confirm: (about) => askFrame(frame, { ...about, clientSecret }),
    };
  }

  function askFrame(frame, question) {
    return new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.addEventListener("message", ({ data }) => resolve(data));
      channel.port1.start();
      frame.contentWindow.postMessage(question, origin, [channel.port2]);
    });
  }

  window.Stripe = Stripe;
})();
`;
