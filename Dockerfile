# Web and worker from one image: `node app/start.server.ts web` and `node app/start.server.ts worker`.
FROM node:24-slim AS build
WORKDIR /srv/arrivo
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma prisma
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
WORKDIR /srv/arrivo
# A small young generation keeps the first sync of a large catalogue flat in memory (docs/benchmarks.md).
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=8
COPY --from=build /srv/arrivo .
USER node
EXPOSE 3000
CMD ["node", "app/start.server.ts"]
