/** One call of the control API; throws its message where it is refused. */
export async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

export const shopPath = (domain, rest) => `/control/shops/${domain}${rest}`;

export const variantOf = async (domain, variantId) =>
  (await call("GET", shopPath(domain, `/variants?variantId=${encodeURIComponent(variantId)}`)))[0];

export const availableOf = (variant) =>
  variant.available ?? variant.levels.reduce((sum, level) => sum + level.available, 0);
