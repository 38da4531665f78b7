import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Holiday } from "../../supply/calendars/holidays-of.server.ts";
import type { ListedHolidays } from "../app.settings_.holidays.tsx";

/** The holidays of the chosen place on the days that the calendar covers; null while they are being read. */
export function useHolidays({ country, region }: { country: string; region: string }): Holiday[] | null {
  const { load, data, state } = useFetcher<ListedHolidays>();
  const { i18n } = useTranslation();
  const address = `/app/settings/holidays?${new URLSearchParams({ country, region, language: i18n.language }).toString()}`;
  useEffect(() => {
    if (country !== "") load(address);
  }, [load, country, address]);
  if (country === "") return [];
  return state === "idle" && data !== undefined ? data.holidays : null;
}
