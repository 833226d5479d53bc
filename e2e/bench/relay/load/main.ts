import { loads } from './loads.ts';

// The load generator: a process of its own, told what to do one piece at a time.

type Order = { readonly load: keyof typeof loads; readonly options: never };

process.on('message', (order: Order) => {
  loads[order.load](order.options).then(
    (figures) => process.send?.({ figures }),
    (error: unknown) =>
      process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
// Whoever asked is gone.
process.once('disconnect', () => process.exit());
process.send?.({ figures: undefined });
