import { lookup, LookupAddress } from 'node:dns';
import { isIP, LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import * as ipaddr from 'ipaddr.js';
import { Config } from '../../../platform/config/config';
import { Problem } from '../../../platform/http';
import { WEBHOOK_URL_REFUSED } from '../webhooks.errors';

/** Says which addresses may be sent to: none inside the own network, unless an operator allows it. */
@Injectable()
export class Addresses {
  private readonly allowsPrivate: boolean;

  constructor({ WEBHOOK_ALLOW_PRIVATE: allowed }: Config) {
    this.allowsPrivate = allowed === 'true';
  }

  /** The address as it is kept; refuses one that can never be sent to. */
  checked(text: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || /\s/.test(text)) {
      throw refused('It must be an http or https address.');
    } else if (url.username || url.password) {
      throw refused('It must not hold a name or a password.');
    }
    this.expectLiteralAllowed(url);
    url.hash = '';
    return url.href;
  }

  /** A literal address is connected to without a look-up. */
  expectLiteralAllowed({ hostname }: URL): void {
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const isLocal = /(^|\.)localhost\.?$/i.test(host);
    if (isLocal ? !this.allowsPrivate : isIP(host) !== 0 && !this.allows(host)) {
      throw refused(`${host} is not an address of the internet.`);
    }
  }

  /** Looks a name up, and fails where any of its addresses may not be sent to: what is checked is what is connected to. */
  readonly lookup: LookupFunction = (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, '');
      const refusedOne = found.find(({ address }) => !this.allows(address));
      if (refusedOne)
        return done(new Error(`${hostname} is ${refusedOne.address}, which is not sent to`), '');
      if (options.all) return done(null, found);
      done(null, found[0]!.address, found[0]!.family);
    });
  };

  /** `unicast` are the addresses of the internet; those of NAT64 lead to any IPv4 address, private ones too. */
  private allows(address: string): boolean {
    return this.allowsPrivate || ipaddr.process(address).range() === 'unicast';
  }
}

function refused(detail: string): Problem {
  return new Problem(WEBHOOK_URL_REFUSED, detail);
}
