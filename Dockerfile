# syntax=docker/dockerfile:1

# ---- build: compiles, then drops what only the build needs
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without scripts: `prepare` would build before the sources are here.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY scripts ./scripts
COPY src ./src
COPY sdk/typescript/src ./sdk/typescript/src
COPY console ./console
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts

# ---- run: no compiler, no npm cache, no redis-server; REDIS_URL or REDIS_CLUSTER_NODES is required
FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    PORT=3000 \
    HOST=0.0.0.0
WORKDIR /app
# Owned by root: the service cannot change its own code.
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Read at the start, beside dist.
COPY package.json ./
COPY lua ./lua
COPY scripts ./scripts
COPY migrations ./migrations
USER node
EXPOSE 3000
# Whether the process answers. Whether it can serve is /health/ready, which is for the load balancer: restarting the
# service does not bring Redis back.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# `node dist/upgrade.js`, with the same settings, is `npm run upgrade`.
# As `npm start` does: what a call leaves behind is collected less often, and at once (docs/performance.md).
CMD ["node", "--max-semi-space-size=32", "--no-allocation-site-pretenuring", "dist/main.js"]
