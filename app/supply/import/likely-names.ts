import type { OrderField } from "./order-fields.ts";

/**
 * What people call a column, in English, Italian, German, French and Spanish, the likeliest first: names as `headerName`
 * gives them, without accents, and with "numero_" for every short form of it.
 */
export const likelyNames: Record<OrderField, readonly string[]> = {
  orderNumber: words(`
    order_number purchase_order purchase_order_number purchase_order_name po_number po_no po order_no order number
    numero_ordine ordine_d_acquisto ordine_di_acquisto ordine_fornitore rif_ordine ordine_n ordine_nr ordine
    bestellnummer bestell_nr bestellnr auftragsnummer auftrags_nr belegnummer beleg_nr bestellung
    numero_commande bon_de_commande ref_commande reference_commande commande
    numero_pedido pedido_de_compra orden_de_compra pedido_no pedido
    reference_number reference ref`),
  supplier: words(`
    supplier vendor_supplier supplier_name vendor vendor_name
    fornitore nome_fornitore ragione_sociale ditta
    lieferant lieferantenname name_des_lieferanten kreditor
    fournisseur nom_fournisseur nom_du_fournisseur
    proveedor nombre_proveedor nombre_del_proveedor`),
  supplierSku: words(`
    supplier_sku supplier_code vendor_sku supplier_item
    sku_fornitore codice_articolo_fornitore cod_art_fornitore cod_articolo_fornitore rif_fornitore codice_fornitore
    cod_fornitore
    lieferantenartikelnummer lieferanten_artikelnummer lieferanten_artikel_nr lieferanten_art_nr lief_art_nr
    artikelnummer_lieferant artikelnummer_des_lieferanten
    ref_fournisseur reference_fournisseur code_article_fournisseur code_fournisseur
    ref_proveedor referencia_proveedor referencia_del_proveedor codigo_proveedor`),
  sku: words(`
    sku variant_sku product_sku item_sku
    codice_sku cod_art cod_articolo codice_articolo cod_prodotto codice_prodotto
    artikelnummer artikel_nr artikelnr art_nr
    code_article code_produit ref_article reference_article ref_produit reference_produit
    codigo_de_articulo codigo_articulo cod_articulo codigo_de_producto codigo_producto ref_articulo
    articolo art artikel article articulo item codice cod code codigo referencia ref reference`),
  quantity: words(`
    quantity qty_ordered quantity_ordered ordered_quantity ordered_qty ordered qty units pieces pcs
    incoming_not_editable incoming
    quantita q_ta qta quantita_ordinata q_ta_ordinata qta_ordinata pezzi pezzi_ordinati pz ordinati
    menge bestellmenge bestellte_menge stuck stuckzahl anzahl
    quantite qte quantite_commandee qte_commandee pieces
    cantidad cant cantidad_pedida cant_pedida unidades uds piezas`),
  received: words(`
    received qty_received quantity_received received_quantity received_qty accepted
    ricevuti ricevuto quantita_ricevuta q_ta_ricevuta qta_ricevuta pezzi_ricevuti consegnati evasi
    erhalten erhaltene_menge gelieferte_menge liefermenge geliefert eingegangen
    recu recus quantite_recue qte_recue
    recibido recibidos cantidad_recibida cant_recibida`),
  receivedOn: words(`
    received_on received_at received_date date_received
    data_ricezione data_ricevimento ricevuto_il
    eingangsdatum wareneingangsdatum erhalten_am eingegangen_am
    date_de_reception date_reception recu_le
    fecha_de_recepcion fecha_recepcion recibido_el`),
  price: words(`
    price cost_base unit_cost cost unit_price cost_price
    prezzo_unitario prezzo_unit costo_unitario prezzo_d_acquisto prezzo_di_acquisto prezzo costo
    einzelpreis stuckpreis einkaufspreis ek_preis ek preis
    prix_unitaire prix_unitaire_ht prix_d_achat pu_ht p_u pu cout_unitaire prix cout
    precio_unitario precio_de_compra coste_unitario precio coste`),
  currency: words("currency currency_code valuta wahrung devise moneda divisa"),
  orderedOn: words(`
    ordered_on ordered_at order_date date_ordered
    data_ordine ordinato_il
    bestelldatum bestellt_am
    date_de_commande date_commande commande_le
    fecha_de_pedido fecha_pedido fecha_del_pedido`),
  expectedOn: words(`
    expected_on expected_at expected expected_date expected_arrival expected_arrival_date expected_delivery
    expected_delivery_date estimated_arrival estimated_arrival_date delivery_date arrival_date arrives_at eta due_date
    data_prevista arrivo_previsto consegna_prevista data_consegna_prevista data_di_consegna data_consegna data_arrivo
    consegna arrivo
    liefertermin lieferdatum erwartet_am erwartet voraussichtlicher_liefertermin termin
    date_de_livraison_prevue livraison_prevue date_prevue arrivee_prevue date_de_livraison date_livraison livraison
    fecha_prevista entrega_prevista llegada_prevista fecha_de_entrega fecha_entrega fecha_de_llegada entrega`),
  location: words(`
    location destination destination_location destination_name location_name ship_to warehouse
    sede destinazione magazzino deposito luogo_di_consegna
    lager lagerort standort lieferort zielort
    entrepot depot emplacement magasin lieu_de_livraison
    almacen ubicacion destino lugar_de_entrega`),
  note: words(`
    note notes comment comments memo annotazioni
    notiz notizen bemerkung bemerkungen anmerkung kommentar
    remarque remarques commentaire commentaires
    nota notas observaciones comentarios`),
  status: words("status order_status po_status stato stato_ordine bestellstatus statut etat estado"),
};

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
