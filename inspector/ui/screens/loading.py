# ruff: noqa: F401
"""Every screen's module, loaded by importing this one: off the thread of the screens, before they are first shown.

Importing a screen takes longer than making it. The first window imports nothing of this.
"""

import inspector.ui.screens.act.view
import inspector.ui.screens.acts.view
import inspector.ui.screens.again.view
import inspector.ui.screens.before.view
import inspector.ui.screens.camera_grid.view
import inspector.ui.screens.cameras.view
import inspector.ui.screens.colleague.view
import inspector.ui.screens.conflict.view
import inspector.ui.screens.coverage.view
import inspector.ui.screens.delivery.view
import inspector.ui.screens.divide.view
import inspector.ui.screens.home.view
import inspector.ui.screens.importing.codes_view
import inspector.ui.screens.importing.view
import inspector.ui.screens.invited.view
import inspector.ui.screens.keysheet.view
import inspector.ui.screens.lock.view
import inspector.ui.screens.moving.view
import inspector.ui.screens.passphrase.view
import inspector.ui.screens.photos.faces_view
import inspector.ui.screens.plan.view
import inspector.ui.screens.proof.view
import inspector.ui.screens.questions.view
import inspector.ui.screens.recover.view
import inspector.ui.screens.restore.view
import inspector.ui.screens.returned.view
import inspector.ui.screens.roster.view
import inspector.ui.screens.search.view
import inspector.ui.screens.settings.view
import inspector.ui.screens.signatures.view
import inspector.ui.screens.start.view
import inspector.ui.screens.summary.view
import inspector.ui.screens.sync.view
import inspector.ui.screens.violations.view
import inspector.ui.screens.walk.show_view
import inspector.ui.screens.walk.view
