import type { LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { acceptedLocales, chooseLocale, type Locale } from "./i18n/locale.ts";
import { makeI18n } from "./i18n/make-i18n.ts";
import { PlainFault } from "./ui/plain-fault.tsx";

/** Shopify names the merchant's language in the first address only: it is kept for the pages that follow. */
export function loader({ request }: LoaderFunctionArgs) {
  const wanted = new URL(request.url).searchParams.get("locale");
  return { locale: chooseLocale([wanted, ...acceptedLocales(request.headers.get("accept-language"))]) };
}
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const locale: Locale = useRouteLoaderData<typeof loader>("root")?.locale ?? "en";
  const [i18n] = useState(() => makeI18n(locale));
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <PlainFault />;
}
