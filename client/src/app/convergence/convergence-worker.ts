import type { DocumentId } from '@ecritoire/shared';
import { type Visit, visitDocument } from '../../document/convergence/visit-document.ts';
import { type Description, describeDocument } from '../../library/follow-document.ts';
import { noteConvergence, readStandings } from '../../storage/standing.ts';
import type { VisitorRequest } from './visitor.ts';

// The other end of `openVisitor`: each request comes with a port of its own, which takes the answer.
addEventListener('message', ({ data, ports: [port] }: MessageEvent<VisitorRequest>) => {
  const answer = data.type === 'survey' ? readStandings(data.ids) : visit(data.id);
  void answer.then((result) => port?.postMessage(result));
});

async function visit(id: DocumentId): Promise<Visit<Description>> {
  try {
    const visited = await visitDocument(id, describeDocument);
    if (visited.outcome.name === 'converged') await noteConvergence(id, Date.now());
    return visited;
  } catch (error) {
    // One document on which the program fails must not keep the others.
    reportError(error);
    return { outcome: { name: 'skipped', reason: 'defect' }, arrived: undefined };
  }
}
