-- Who sells, as invoices name them. Documents that were written keep what they were written with.

alter table settings add column seller jsonb not null
  default '{"name": "", "address": "", "taxNumber": "", "bank": "", "invoiceFooter": ""}';
