import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Checkbox, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundVariant } from "../../supply/suppliers/find-variants-to-add.server.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { loader } from "../app.suppliers.$id.variants.tsx";
import type { SupplierAction } from "./route.tsx";

interface Props {
  supplierId: string;
  onClose: () => void;
}

/** Typing asks once the hand rests. */
const restMs = 300;

/** Searches the shop's variants and adds those that are ticked; what is ticked stays so over several searches. */
export function AddVariants({ supplierId, onClose }: Props) {
  const { t } = useTranslation(["suppliers", "common"]);
  const found = useFetcher<typeof loader>();
  const { load } = found;
  const fetcher = useFetcher<SupplierAction>();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const params = new URLSearchParams({ search: search.trim() });
    const timer = setTimeout(() => load(`/app/suppliers/${supplierId}/variants?${params.toString()}`), restMs);
    return () => clearTimeout(timer);
  }, [search, supplierId, load]);
  const result = fetcher.data?.intent === "add-terms" ? fetcher.data.result : undefined;
  useAnswered(fetcher, (answer) => {
    if (answer.result.ok) onClose();
  });
  useToast(
    result?.ok === true ? result : undefined,
    t("terms.addedToast", { count: result?.ok === true ? result.count : 0 }),
  );
  const toggle = (variantId: string) => {
    const next = new Set(chosen);
    if (!next.delete(variantId)) next.add(variantId);
    setChosen(next);
  };
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="300">
          {result?.ok === false && <Banner tone="critical">{t("form.gone")}</Banner>}
          <TextField
            label={t("find.search")}
            autoComplete="off"
            value={search}
            onChange={setSearch}
            loading={found.state !== "idle"}
          />
          {found.data?.length === 0 && (
            <Text as="p" tone="subdued">
              {t("find.none")}
            </Text>
          )}
          {found.data?.map((variant) => (
            <Choice
              key={variant.variantId}
              variant={variant}
              isChosen={chosen.has(variant.variantId)}
              onChange={() => toggle(variant.variantId)}
            />
          ))}
        </BlockStack>
      </Box>
      <TitleBar title={t("find.title")}>
        <button
          variant="primary"
          disabled={chosen.size === 0 || fetcher.state !== "idle"}
          onClick={() =>
            fetcher.submit(
              { intent: "add-terms", variantIds: [...chosen] },
              { method: "post", encType: "application/json" },
            )
          }
        >
          {t("find.addCount", { count: chosen.size })}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}

function Choice({
  variant: { name, sku, isAdded },
  isChosen,
  onChange,
}: {
  variant: FoundVariant;
  isChosen: boolean;
  onChange: () => void;
}) {
  const { t } = useTranslation("suppliers");
  const help = [sku, isAdded ? t("find.already") : null].filter((each) => each !== null).join(" · ");
  return (
    <Checkbox
      label={plainName(name)}
      helpText={help === "" ? undefined : help}
      checked={isAdded || isChosen}
      disabled={isAdded}
      onChange={onChange}
    />
  );
}
